package io.jenkins.plugins.tlserrorgate.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link within the project leads somewhere, and every page of docs can be reached. */
class LinksTest {

    /** What is wrong with the links of some pages. */
    private static List<String> broken(List<Page> pages) {
        List<String> broken = new ArrayList<>();
        for (Page page : pages) {
            for (String link : page.links()) {
                if (link.matches("[a-z]+:.*")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                boolean own = parts[0].isEmpty();
                Path target =
                        own ? page.path() : page.path().resolveSibling(parts[0]).normalize();
                if (!own && !Files.exists(target)) {
                    broken.add(page.path() + ": " + link + " does not exist");
                } else if (parts.length == 2
                        && !(own ? page : Page.of(target.toString())).anchors().contains(parts[1])) {
                    broken.add(page.path() + ": " + target + " has no heading #" + parts[1]);
                }
            }
        }
        return broken;
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(broken(Page.all()), is(empty()));
    }

    @Test
    void aBrokenLinkWouldBeFound() {
        Page page = new Page(Path.of("docs/page.md"), """
                # A page, and `code` of it
                [here](#a-page-and-code-of-it) [there](../README.md#more) [nowhere](#more) [no page](none.md) `[x](y)`
                """);
        assertThat(page.anchors(), hasItem("a-page-and-code-of-it"));
        assertThat(
                broken(List.of(page)),
                is(List.of("docs/page.md: docs/page.md has no heading #more", "docs/page.md: none.md does not exist")));
    }

    @Test
    void everyPageIsReachedFromTheIndex() {
        Set<Path> reached = new HashSet<>();
        List<Page> open = new ArrayList<>(List.of(Page.of("README.md"), Page.of("docs/README.md")));
        while (!open.isEmpty()) {
            Page page = open.remove(0);
            if (reached.add(page.path())) {
                page.links().stream()
                        .map(link -> link.replaceFirst("#.*", ""))
                        .filter(link -> link.endsWith(".md") && !link.contains(":"))
                        .map(link -> page.path().resolveSibling(link).normalize())
                        .map(path -> Page.of(path.toString()))
                        .forEach(open::add);
            }
        }
        assertThat(reached, hasItems(Page.all().stream().map(Page::path).toArray(Path[]::new)));
    }

    @Test
    void theIndexNamesEveryPage() {
        Set<String> listed = new HashSet<>(Page.of("docs/README.md").links());
        Set<String> pages = Stream.of(Path.of("docs").toFile().list())
                .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                .collect(Collectors.toSet());
        assertThat(pages, is(not(empty())));
        assertThat(listed, hasItems(pages.toArray(String[]::new)));
    }
}
