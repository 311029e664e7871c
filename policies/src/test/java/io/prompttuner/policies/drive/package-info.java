/** What do the tests of policies share: snapshots in a few words, and a plain loop that carries out plans? */
@NullMarked
package io.prompttuner.policies.drive;

import org.jspecify.annotations.NullMarked;
