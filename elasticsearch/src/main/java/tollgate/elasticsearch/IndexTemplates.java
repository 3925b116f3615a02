package tollgate.elasticsearch;

import java.util.List;
import java.util.function.Consumer;
import tollgate.requestlog.DataStream;

/** Installs the index templates of Tollgate's data streams. */
public final class IndexTemplates {
    /** Puts the templates in place as they are where nobody says otherwise. */
    public static void install(Cluster cluster) throws ClusterException {
        install(cluster, TemplateSettings.DEFAULT);
    }

    /**
     * Puts the templates in place, or renews them. Doing it again changes nothing. A retention that somebody set holds for the
     * streams that are there, too, but for those whose lifecycle was changed by hand.
     *
     * @return what became of each template, and of each lifecycle of which there is something to say
     * @throws ClusterException where the cluster refuses a template
     */
    public static List<TemplateChange> install(Cluster cluster, TemplateSettings settings) throws ClusterException {
        return new TemplateInstaller(cluster, settings, false).install();
    }

    /** Tells what {@link #install(Cluster, TemplateSettings)} would do, and changes nothing. */
    public static List<TemplateChange> plan(Cluster cluster, TemplateSettings settings) throws ClusterException {
        return new TemplateInstaller(cluster, settings, true).install();
    }

    /**
     * Puts the templates in place, too, but a user who may not install templates relies on those that somebody else has installed.
     *
     * @param namespace whose request stream tells that somebody has
     * @param notes takes what people should know, in lines
     * @throws ClusterException where the cluster refuses them, or they may not be installed and nobody else has
     */
    public static void installIfAllowed(
            Cluster cluster, TemplateSettings settings, String namespace, Consumer<String> notes)
            throws ClusterException {
        try {
            install(cluster, settings).stream()
                    .filter(change -> !change.note().isEmpty())
                    .forEach(change -> notes.accept(change.toString()));
        } catch (ClusterRefusesException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            String stream = DataStream.REQUEST.in(namespace);
            if (!RestAnswer.of(cluster, "HEAD", "/" + stream, null).ok()) {
                throw new ClusterException(
                        "the user may not install index templates, and there is no " + stream
                                + " yet: run ./tollgate setup first, as a user who may",
                        e);
            }
            notes.accept("index templates are left as they are: this user may not renew them");
        }
    }

    private IndexTemplates() {}
}
