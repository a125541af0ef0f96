/** Runs real Kafka, PostgreSQL and mail for the tests and for the local stack. */
@NullMarked
package org.rollcall.testkit;

import org.jspecify.annotations.NullMarked;
