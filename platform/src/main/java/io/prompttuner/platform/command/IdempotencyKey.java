package io.prompttuner.platform.command;

import java.util.random.RandomGenerator;

/** Keys under which a job is submitted: a repeat under the same key is the same job. */
final class IdempotencyKey {

    private static final int DIGITS = 32;

    private IdempotencyKey() {}

    /** One that nobody has used. */
    static String fresh(RandomGenerator secrets) {
        var key = new StringBuilder();
        while (key.length() < DIGITS) {
            key.append(Character.forDigit(secrets.nextInt(16), 16));
        }
        return key.toString();
    }
}
