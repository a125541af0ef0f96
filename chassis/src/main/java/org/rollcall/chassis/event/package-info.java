/** Reads events off Kafka and writes them: CloudEvents in, CloudEvents out, a trace through both. */
@NullMarked
package org.rollcall.chassis.event;

import org.jspecify.annotations.NullMarked;
