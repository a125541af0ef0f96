/** What every REST list has in common. */
@NullMarked
package org.rollcall.chassis.rest;

import org.jspecify.annotations.NullMarked;
