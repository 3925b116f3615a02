package tollgate.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build has written into the jar. */
final class TollgateVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Tollgate.class.getPackage().getImplementationVersion();
        return new String[] {"tollgate " + (version == null ? "of this working copy" : version)};
    }
}
