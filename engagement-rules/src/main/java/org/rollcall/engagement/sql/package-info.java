/** Runs statements against the service's database and reads their rows. */
@NullMarked
package org.rollcall.engagement.sql;

import org.jspecify.annotations.NullMarked;
