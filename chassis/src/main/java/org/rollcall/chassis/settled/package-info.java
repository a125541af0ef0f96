/** Says whether a service has anything left to do. */
@NullMarked
package org.rollcall.chassis.settled;

import org.jspecify.annotations.NullMarked;
