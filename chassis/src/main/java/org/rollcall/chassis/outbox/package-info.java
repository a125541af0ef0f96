/** What a service publishes because of a database change: a row in the same transaction, and the relay that sends it. */
@NullMarked
package org.rollcall.chassis.outbox;

import org.jspecify.annotations.NullMarked;
