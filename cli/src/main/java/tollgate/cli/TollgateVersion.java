package tollgate.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the jar. */
final class TollgateVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tollgate " + number()};
    }

    /** The number alone. */
    String number() {
        String version = Tollgate.class.getPackage().getImplementationVersion();
        return version == null ? "of this working copy" : version;
    }
}
