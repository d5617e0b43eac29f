package io.jenkins.plugins.tlserrorgate;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.jenkins.plugins.tlserrorgate.docs.Page;
import io.jenkins.plugins.tlserrorgate.gate.GateRunner;
import io.jenkins.plugins.tlserrorgate.metrics.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the packages to the direction of imports that the design draws; with and without the Jenkins packages. */
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.tlserrorgate";

    /** From the bottom up: nothing may look at what stands to the right of it, or beside it on the same level. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("metrics"),
            List.of("evaluation", "tlspolicy"),
            List.of("gate", "inspection"),
            List.of("report", "aws"),
            List.of("step", "config", "result", "cli"));

    private static final List<String> JENKINS_PACKAGES = List.of("step", "config", "result");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Only these are under src/main and src/cli.
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    private static String[] packages(Stream<String> names) {
        return names.map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    /** Everything that the classes of a package may look at, besides that package itself. */
    private static ArchRule onlyUses(String name, String... libraries) {
        String[] allowed = Stream.concat(Stream.of("java..", ROOT + ".."), Stream.of(libraries))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true);
    }

    private static List<String> levelsAbove(int level) {
        return LEVELS.subList(level + 1, LEVELS.size()).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void thePictureOfThePackagesIsDrawnLikeThat() {
        String picture = Page.of("docs/architecture.md").blocks("").get(0).code();
        Set<String> known = LEVELS.stream().flatMap(List::stream).collect(Collectors.toSet());
        List<Set<String>> drawn = new ArrayList<>();
        picture.lines()
                // Names first, then what they are.
                .map(line ->
                        new HashSet<>(List.of(line.strip().split(" {4,}")[0].split(" +"))))
                .filter(names -> known.stream().anyMatch(names::contains))
                .forEach(names -> drawn.add(0, names));
        assertThat(drawn, is(LEVELS.stream().map(Set::copyOf).toList()));
    }

    @Test
    void theEngineIsWhatIsChecked() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(
                found,
                hasItems(ROOT + ".metrics", ROOT + ".evaluation", ROOT + ".gate", ROOT + ".aws", ROOT + ".report"));
        assertThat(CLASSES.size(), greaterThan(50));
    }

    @Test
    void noClassLooksAtALevelAboveItsOwn() {
        for (int level = 0; level < LEVELS.size() - 1; level++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(LEVELS.get(level).stream()))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(levelsAbove(level).stream()))
                    .check(CLASSES);
        }
    }

    @Test
    void packagesOfTheEngineOnTheSameLevelDoNotKnowEachOther() {
        for (List<String> level : LEVELS.subList(0, LEVELS.size() - 1)) {
            for (String one : level) {
                List<String> others =
                        level.stream().filter(name -> !name.equals(one)).toList();
                if (!others.isEmpty()) {
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + "." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(packages(others.stream()))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "evaluation", "gate", "inspection", "tlspolicy"})
    void pureThingsUseTheJdkAndCommonsStatisticsOnly(String name) {
        onlyUses(name, "org.apache.commons.numbers..", "org.apache.commons.statistics..")
                .check(CLASSES);
    }

    @Test
    void reportsUseJacksonInAddition() {
        onlyUses("report", "com.fasterxml.jackson..").check(CLASSES);
    }

    @Test
    void theAwsAdapterUsesTheSdkInAddition() {
        onlyUses("aws", "software.amazon.awssdk..").check(CLASSES);
    }

    @Test
    void nothingBelowTheJenkinsPackagesKnowsJenkins() {
        noClasses()
                .that(resideOutsideOfPackages(packages(JENKINS_PACKAGES.stream())))
                .should()
                .dependOnClassesThat(resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke..", "org.jenkinsci.."))
                .check(CLASSES);
    }

    @Test
    void theSdkIsSeenNowhereElseThanInTheAdapterAndWhoConfiguresIt() {
        noClasses()
                .that(resideInAnyPackage(ROOT + "..")
                        .and(resideOutsideOfPackages(packages(Stream.of("aws", "step", "config", "cli")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void aWrongImportWouldBeFound() {
        JavaClasses known = new ClassFileImporter().importClasses(GateRunner.class, Window.class);
        ArchRule upsideDown = noClasses()
                .that()
                .resideInAPackage(ROOT + ".gate..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Stream.of("metrics")));
        AssertionError error = assertThrows(AssertionError.class, () -> upsideDown.check(known));
        assertThat(error.getMessage(), containsString("GateRunner"));
        assertThrows(
                AssertionError.class,
                () -> classes()
                        .that(alwaysTrue())
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java.lang.."))
                        .check(known));
    }
}
