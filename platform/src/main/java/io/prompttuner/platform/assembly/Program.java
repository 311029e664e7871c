package io.prompttuner.platform.assembly;

import java.util.List;
import java.util.Map;

/**
 * What runs in a part's JVM.
 *
 * @param heap most it may take, in MiB
 * @param environment added to what every part is told
 */
record Program(int heap, Class<?> mainClass, List<String> arguments, Map<String, String> environment) {}
