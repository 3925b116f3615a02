package tollgate.elasticsearch.local;

/** Assembles the server without starting it, for those who run it in another way. */
final class Assemble {
    private Assemble() {}

    /** Prints the server's home. */
    public static void main(String[] arguments) {
        Assembly assembly = new Assembly(ElasticsearchSettings.defaults().cache(), System.err::println);
        System.out.println(assembly.assemble(Artifacts.ofBuild().recipe(ElasticsearchVersion.V8)));
    }
}
