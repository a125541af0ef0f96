/** What happened to a case or an appeal: only ever added to, and chained so that a later change is found. */
@NullMarked
package org.rollcall.chassis.history;

import org.jspecify.annotations.NullMarked;
