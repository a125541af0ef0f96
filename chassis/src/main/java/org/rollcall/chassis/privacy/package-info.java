/** Gives students what is held about them, erases it, and lets go of what was kept long enough (docs/privacy.md). */
@NullMarked
package org.rollcall.chassis.privacy;

import org.jspecify.annotations.NullMarked;
