/** Holds the university's policy as data: its steps and parameters, by date and programme. */
@NullMarked
package org.rollcall.engagement.policy;

import org.jspecify.annotations.NullMarked;
