package tollgate.pager;

import tollgate.pager.page.Language;
import tollgate.pager.page.Links;

/**
 * What the pager's file says.
 *
 * @param language of the pages
 * @param links where dashboards are
 */
public record PagerConfig(PagerSettings settings, Language language, Links links) {}
