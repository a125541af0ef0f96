/** Takes appeals against a Faculty's decision from receipt to the Completion of Procedures letter. */
@NullMarked
package org.rollcall.appeals;

import org.jspecify.annotations.NullMarked;
