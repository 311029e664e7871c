/** How are the files beside this source made? */
@NullMarked
package io.prompttuner.testdata;

import org.jspecify.annotations.NullMarked;
