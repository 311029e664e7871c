/**
 * How does one directory keep what must not be lost, with several processes writing and any of them dying at any moment?
 *
 * <p>Everything is written under a temporary name, synced, and renamed; everything is removed by being renamed out of sight
 * first. So whatever has its proper name is whole.
 */
@NullMarked
package io.prompttuner.store.directory;

import org.jspecify.annotations.NullMarked;
