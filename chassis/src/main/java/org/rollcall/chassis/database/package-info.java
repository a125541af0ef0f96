/** Refuses to start with a database role that could do more than the application needs. */
@NullMarked
package org.rollcall.chassis.database;

import org.jspecify.annotations.NullMarked;
