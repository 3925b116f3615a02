package tollgate.elasticsearch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    @TempDir
    private Path folder;

    @Test
    void sameIngredientsGiveTheSameFolder() throws IOException {
        FakeArtifacts artifacts = new FakeArtifacts(folder);

        assertThat(artifacts.recipe().folderName())
                .matches("elasticsearch-1\\.2\\.3-[0-9a-f]{16}")
                .isEqualTo(artifacts.recipe().folderName());
    }

    @Test
    void anyOtherIngredientGivesAnotherFolder() throws IOException {
        Recipe recipe = new FakeArtifacts(folder).recipe();
        String before = recipe.folderName();

        Recipe withoutModule = new Recipe(recipe.version(), recipe.zip(), List.of());
        assertThat(withoutModule.folderName()).isNotEqualTo(before);

        Files.writeString(recipe.modules().getFirst().jars().getLast(), "another library");
        assertThat(recipe.folderName()).isNotEqualTo(before);
    }

    @Test
    void theBuildNamesEveryIngredientOfVersion8() {
        Recipe recipe = Artifacts.ofBuild().recipe(ElasticsearchVersion.V8);

        assertThat(recipe.zip()).isRegularFile();
        assertThat(recipe.modules()).extracting(Recipe.Module::name).containsExactly("x-pack-esql-core", "x-pack-esql");
        assertThat(recipe.modules()).extracting(module -> module.jars().size()).containsExactly(3, 9);
        assertThat(recipe.modules().stream().flatMap(module -> module.jars().stream()))
                .allSatisfy(jar -> assertThat(jar).isRegularFile());
    }

    @Test
    void version9IsTheDistributionAlone() {
        Recipe recipe = Artifacts.ofBuild().recipe(ElasticsearchVersion.V9);

        assertThat(recipe.version()).startsWith("9.");
        assertThat(recipe.modules()).isEmpty();
    }
}
