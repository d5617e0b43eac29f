package io.jenkins.plugins.tlserrorgate.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsCsvTest {

    @Test
    void everyPointHasItsLine() {
        List<String> lines = PointsCsv.of(Documents.failing()).lines().toList();
        assertThat(lines.size(), is(1 + 2 * (180 + 15)));
        assertThat(lines.get(1), startsWith("client,app/payments/0123456789abcdef,,baseline,2026-05-04T09:00:00Z,1,"));
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        String last = PointsCsv.of(Documents.withoutTraffic())
                .lines()
                .reduce((one, next) -> next)
                .orElseThrow();
        assertThat(last.endsWith("2026-05-04T12:14:00Z,1,,,connections,"), is(true));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "=1+1, ~\"'=1+1\"~",
                "@SUM(A1), ~\"'@SUM(A1)\"~",
                "+49, ~\"'+49\"~",
                "-2, '-2",
                "a;b, ~\"a;b\"~",
                "~say \"hi\"~, ~\"say \"\"hi\"\"\"~",
                "plain, plain"
            })
    void cellsAreNoFormulas(String text, String cell) {
        assertThat(PointsCsv.cell(text), is(cell));
    }
}
