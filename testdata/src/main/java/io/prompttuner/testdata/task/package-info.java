/**
 * Which questions can be asked about a report, and which tasks are made of them?
 *
 * <p>A {@link io.prompttuner.testdata.task.Skill} is a question about one corner of the small world; a {@link
 * io.prompttuner.testdata.task.Task} is a skill with the words it is to be answered in. Skills of a family differ in
 * their corner, tasks of a skill in their words.
 */
@NullMarked
package io.prompttuner.testdata.task;

import org.jspecify.annotations.NullMarked;
