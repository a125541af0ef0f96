/** Reads policies from YAML files. */
@NullMarked
package org.rollcall.engagement.policy.file;

import org.jspecify.annotations.NullMarked;
