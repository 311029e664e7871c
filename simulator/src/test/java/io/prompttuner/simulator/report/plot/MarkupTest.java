package io.prompttuner.simulator.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void numbersAreShort() {
        assertThat(Markup.number(3)).isEqualTo("3");
        assertThat(Markup.number(-0.001)).isEqualTo("0");
        assertThat(Markup.number(1.5)).isEqualTo("1.5");
        assertThat(Markup.number(-0.256)).isEqualTo("-0.26");
        assertThat(Markup.number(12.04)).isEqualTo("12.04");
    }

    @Test
    void textIsNeverMarkup() {
        String text =
                new Markup().element("b", "<i> & \u0007", "title", "\"'\n").toString();

        assertThat(text).isEqualTo("<b title=\"&quot;&#39;&#10;\">&lt;i&gt; &amp; ?</b>");
    }

    @Test
    void shorteningCutsNoCharacterInTwo() {
        assertThat(Markup.shortened("tenant", 6)).isEqualTo("tenant");
        assertThat(Markup.shortened("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00…");
    }
}
