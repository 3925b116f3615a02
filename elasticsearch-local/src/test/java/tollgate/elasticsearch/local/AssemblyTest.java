package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final FakeArtifacts artifacts;
    private final Path cache;
    private final Assembly assembly;

    AssemblyTest(@TempDir Path folder) throws IOException {
        artifacts = new FakeArtifacts(Files.createDirectory(folder.resolve("artifacts")));
        cache = folder.resolve("cache");
        assembly = new Assembly(cache, messages::add);
    }

    @BeforeEach
    void nothingIsAssembledYet() {
        assertThat(cache).doesNotExist();
    }

    @Test
    void laysTheModulesIntoTheDistribution() throws IOException {
        Path home = assembly.assemble(artifacts.recipe());

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile).map(home::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "bin/elasticsearch",
                            "lib/server.jar",
                            "modules/core/core.jar",
                            "modules/extra/extra-1.2.3.jar",
                            "modules/extra/library-4.5.jar",
                            "modules/extra/plugin-descriptor.properties");
        }
        assertThat(home.resolve("bin/elasticsearch")).isExecutable();
        assertThat(home.resolve("modules/extra/plugin-descriptor.properties"))
                .hasContent("name=extra\nextended.plugins=core\njava.version=17\n");
        assertThat(messages).containsExactly("Assembling Elasticsearch 1.2.3 in " + cache + " (once)");
    }

    @Test
    void assemblesOnce() throws IOException {
        Path home = assembly.assemble(artifacts.recipe());
        Files.writeString(home.resolve("mark"), "");

        assertThat(assembly.assemble(artifacts.recipe())).isEqualTo(home);

        assertThat(home.resolve("mark")).exists();
        assertThat(messages).hasSize(1);
    }

    @Test
    void assemblesAnewWhenTheRecipeChanges() throws IOException {
        Path home = assembly.assemble(artifacts.recipe("core"));

        Path other = assembly.assemble(artifacts.recipe("core,more"));

        assertThat(other).isNotEqualTo(home);
        assertThat(other.resolve("modules/extra/plugin-descriptor.properties"))
                .content()
                .contains("extended.plugins=core,more");
        assertThat(home).isDirectory();
    }

    @Test
    void worksOnceForManyWhoAskAtOnce() throws Exception {
        Recipe recipe = artifacts.recipe();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> homes = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Path>>mapToObj(i -> () -> assembly.assemble(recipe))
                    .toList());
            for (Future<Path> home : homes) {
                assertThat(home.get()).isEqualTo(cache.resolve(recipe.folderName()));
            }
        }
        assertThat(messages.stream().filter(message -> message.startsWith("Assembling")))
                .hasSize(1);
    }

    @Test
    void assemblesOverWhatAKilledAssemblyLeft() throws IOException {
        Path left = Files.createDirectories(cache.resolve(artifacts.recipe().folderName() + ".part/lib"));
        Files.writeString(left.resolve("half.jar"), "");

        Path home = assembly.assemble(artifacts.recipe());

        assertThat(home.resolve("lib")).isDirectoryNotContaining("glob:**half.jar");
    }

    @Test
    void leavesNothingOfABrokenDistribution() throws IOException {
        Recipe recipe = artifacts.recipe();
        Files.writeString(recipe.zip(), "no zip");

        assertThatThrownBy(() -> assembly.assemble(recipe))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageStartingWith(recipe.zip() + " is broken (")
                .hasMessageEndingWith("delete it from the build and from the local Maven repository, and build again");
        assertThat(cache).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void saysWhichIngredientIsMissing() throws IOException {
        Recipe recipe = artifacts.recipe();
        Files.delete(recipe.zip());

        assertThatThrownBy(() -> assembly.assemble(recipe))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessage(recipe.zip() + " is missing: build the module elasticsearch-local, up to the phase"
                        + " pre-integration-test for Elasticsearch 9");
    }

    @Test
    void refusesAModuleWithoutItsDescriptor() throws IOException {
        Recipe recipe = artifacts.recipe();
        Path jar = artifacts.zip("extra-1.2.3.jar", Map.of("a.txt", "a"));

        assertThatThrownBy(() -> assembly.assemble(recipe))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageStartingWith(jar + " has no META-INF/es-plugins/extra/plugin-descriptor.properties");
    }

    @Test
    void namesTheSettingWhereTheCacheCannotBeWritten() throws IOException {
        Path file = Files.writeString(artifacts.folder().resolve("file"), "");
        Recipe recipe = artifacts.recipe();

        assertThatThrownBy(() -> new Assembly(file.resolve("cache"), messages::add).assemble(recipe))
                .isInstanceOf(ElasticsearchFailedException.class)
                .hasMessageStartingWith("Elasticsearch cannot be assembled in " + file.resolve("cache"))
                .hasMessageEndingWith("set TOLLGATE_CACHE to a folder that can be written");
    }
}
