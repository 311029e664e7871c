package io.prompttuner.simulator.report.plot;

/** Writes elements, in a form that is HTML and XML at once; everything that is given as text or value is escaped. */
public final class Markup {

    private static final double HUNDREDTHS = 100;

    private final StringBuilder out = new StringBuilder();

    /** A picture of its own, with a name for those who do not see it. */
    public static Markup svg(double width, double height, String name) {
        return new Markup()
                .open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "role",
                        "img",
                        "aria-label",
                        name,
                        "width",
                        number(width),
                        "height",
                        number(height),
                        "viewBox",
                        "0 0 " + number(width) + " " + number(height));
    }

    /** Begins an element; attributes are names and values in turn. */
    public Markup open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        return this;
    }

    public Markup close(String tag) {
        out.append("</").append(tag).append(">");
        return this;
    }

    /** An element without content. */
    public Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element that has only text in it. */
    public Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    public Markup text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** What was written before by another of these. */
    public Markup add(String markup) {
        out.append(markup);
        return this;
    }

    public Markup line() {
        out.append('\n');
        return this;
    }

    public Markup rect(double x, double y, double width, double height, String... attributes) {
        start("rect", "x", number(x), "y", number(y), "width", number(width), "height", number(height));
        return rest(attributes);
    }

    public Markup stroke(double x1, double y1, double x2, double y2, String... attributes) {
        start("line", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
        return rest(attributes);
    }

    /** Text at a place in a picture. */
    public Markup label(double x, double y, String text, String... attributes) {
        start("text", "x", number(x), "y", number(y));
        attributes(attributes);
        out.append('>').append(escaped(text)).append("</text>");
        return this;
    }

    /** A number for a picture: at most two digits behind the point, whatever the machine's language. */
    public static String number(double value) {
        long hundredths = Math.round(value * HUNDREDTHS);
        long rest = Math.abs(hundredths % 100);
        String whole = (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100);
        if (rest == 0) {
            return hundredths == 0 ? "0" : whole;
        }
        return rest % 10 == 0 ? whole + "." + rest / 10 : whole + (rest < 10 ? ".0" : ".") + rest;
    }

    /** At most so many characters. */
    public static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Markup rest(String... attributes) {
        attributes(attributes);
        out.append("/>");
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        attributes(attributes);
    }

    private void attributes(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(escaped(attributes[i + 1])).append('"');
        }
    }

    /** What XML cannot say even when escaped becomes a question mark. */
    private static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n' -> safe.append("&#10;");
                default -> safe.appendCodePoint(sayable(c) ? c : '?');
            }
        });
        return safe.toString();
    }

    private static boolean sayable(int c) {
        boolean control = (c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0);
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && (c & 0xfffe) != 0xfffe;
    }
}
