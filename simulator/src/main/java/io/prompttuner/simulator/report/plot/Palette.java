package io.prompttuner.simulator.report.plot;

/**
 * Colours by number, as classes of the page's style sheet: {@code f0} fills, {@code s0} draws lines. The first six are those
 * of Okabe and Ito ("Color Universal Design", 2008), which people with any kind of colour blindness tell apart; their yellow
 * is darker here, to be seen on white, and a violet and a grey stand for their black, which is the colour of text.
 */
public final class Palette {

    /** How many there are; from there on they come again. */
    public static final int SIZE = 9;

    private Palette() {}

    public static String fill(int number) {
        return "f" + number % SIZE;
    }

    static String stroke(int number) {
        return "s" + number % SIZE;
    }

    /** A small picture for a legend. */
    public static String swatch(String style) {
        return Markup.svg(12, 12, "")
                .rect(0, 0, 12, 12, "class", style)
                .close("svg")
                .toString();
    }
}
