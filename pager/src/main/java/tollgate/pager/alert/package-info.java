/** What is wrong: open alerts, of the rules evaluated here or by Kibana. */
@NullMarked
package tollgate.pager.alert;

import org.jspecify.annotations.NullMarked;
