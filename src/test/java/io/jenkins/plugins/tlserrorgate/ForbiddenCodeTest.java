package io.jenkins.plugins.tlserrorgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What our code never does itself, so that it can't do it wrong. */
class ForbiddenCodeTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ForbiddenCodeTest.class.getPackageName());

    private static final ArchRule NO_XML_PARSER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..", "org.dom4j..", "com.thoughtworks..");

    private static final ArchRule NO_DESERIALIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.beans..", "org.jboss.marshalling..", "com.fasterxml.jackson.databind.jsontype..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo");

    private static final ArchRule NO_DEFAULT_TYPING = noClasses()
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                            "activateDefaultTyping.*|enableDefaultTyping.*|setDefaultTyping")));

    private static final ArchRule NO_PROCESS_NO_SCRIPT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.script..", "groovy..", "org.codehaus.groovy..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Runtime.class, ClassLoader.class);

    private static final ArchRule NO_CONNECTION_OF_OUR_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.net.URL.class, java.net.URLConnection.class, java.net.Socket.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.http..");

    private static final ArchRule NOTHING_DEPRECATED = noClasses()
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Deprecated.class)
            .orShould()
            .accessTargetWhere(target(annotatedWith(Deprecated.class))
                    // What is to replace this method of a step's descriptor can't refuse an argument without a stack
                    // trace.
                    .and(target(not(name("newInstance")))));

    @Test
    void noXmlIsParsed() {
        NO_XML_PARSER.check(CLASSES);
    }

    @Test
    void noObjectIsDeserializedAndNoTypeTakenFromData() {
        NO_DESERIALIZATION.check(CLASSES);
        NO_DEFAULT_TYPING.check(CLASSES);
    }

    @Test
    void noProcessIsStartedAndNoScriptRun() {
        NO_PROCESS_NO_SCRIPT.check(CLASSES);
    }

    @Test
    void nothingButTheSdkConnects() {
        NO_CONNECTION_OF_OUR_OWN.check(CLASSES);
    }

    @Test
    void nothingDeprecatedIsUsed() {
        NOTHING_DEPRECATED.check(CLASSES);
    }

    @Test
    void aViolationWouldBeFound() {
        JavaClasses guilty = new ClassFileImporter().importClasses(Guilty.class);
        for (ArchRule rule : new ArchRule[] {
            NO_XML_PARSER,
            NO_DESERIALIZATION,
            NO_DEFAULT_TYPING,
            NO_PROCESS_NO_SCRIPT,
            NO_CONNECTION_OF_OUR_OWN,
            NOTHING_DEPRECATED
        }) {
            assertThrows(AssertionError.class, () -> rule.check(guilty));
        }
    }

    /** Does it all; never run. */
    private static final class Guilty {
        @SuppressWarnings("deprecation")
        static Object all(java.io.InputStream in) throws Exception {
            new com.fasterxml.jackson.databind.ObjectMapper().setDefaultTyping(null);
            javax.xml.parsers.SAXParserFactory.newInstance();
            new ProcessBuilder("true").start();
            new java.util.Date().getYear();
            new java.net.Socket("localhost", 1).close();
            return new java.io.ObjectInputStream(in).readObject();
        }
    }
}
