/** Tests which rules are in force when and for whom. */
@NullMarked
package org.rollcall.engagement.policy;

import org.jspecify.annotations.NullMarked;
