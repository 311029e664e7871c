package io.prompttuner.platform.assembly;

import java.util.List;
import java.util.Map;

/**
 * What runs in a part's JVM.
 *
 * @param heap most it may take, in MiB
 * @param options of its JVM, beside those of every part
 * @param environment added to what every part is told
 */
record Program(
        int heap, List<String> options, Class<?> mainClass, List<String> arguments, Map<String, String> environment) {

    /** One without options of its own. */
    Program(int heap, Class<?> mainClass, List<String> arguments, Map<String, String> environment) {
        this(heap, List.of(), mainClass, arguments, environment);
    }
}
