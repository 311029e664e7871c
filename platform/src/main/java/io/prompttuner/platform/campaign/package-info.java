/** Does every accepted job end as if nothing had happened when any process of the platform is killed under load? */
@NullMarked
package io.prompttuner.platform.campaign;

import org.jspecify.annotations.NullMarked;
