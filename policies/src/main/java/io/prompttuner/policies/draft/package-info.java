/** What has a plan that is being made decided so far, on jobs and on workers? */
@NullMarked
package io.prompttuner.policies.draft;

import org.jspecify.annotations.NullMarked;
