package io.prompttuner.platform.doctor;

import java.util.Locale;

/**
 * What one look has shown.
 *
 * @param subject what was looked at
 * @param detail what was seen
 * @param advice what to do; empty if all is well
 */
public record Finding(String subject, Grade grade, String detail, String advice) {

    /** How bad it is. */
    public enum Grade {
        OK,
        /** Works, but not for long, or not for everything. */
        WARN,
        /** Does not work. */
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String detail) {
        return new Finding(subject, Grade.OK, detail, "");
    }

    static Finding warn(String subject, String detail, String advice) {
        return new Finding(subject, Grade.WARN, detail, advice);
    }

    static Finding fail(String subject, String detail, String advice) {
        return new Finding(subject, Grade.FAIL, detail, advice);
    }
}
