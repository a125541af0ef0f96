/** Tests the assessment against the policy, clause by clause and by a naive oracle. */
@NullMarked
package org.rollcall.engagement.assessment;

import org.jspecify.annotations.NullMarked;
