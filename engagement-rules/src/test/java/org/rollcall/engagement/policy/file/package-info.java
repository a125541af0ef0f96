/** Tests what a policy file is accepted and refused for. */
@NullMarked
package org.rollcall.engagement.policy.file;

import org.jspecify.annotations.NullMarked;
