/** A door for those without Kafka: what is posted here goes to the same topics, by the same rules. */
@NullMarked
package org.rollcall.attendance.inbound;

import org.jspecify.annotations.NullMarked;
