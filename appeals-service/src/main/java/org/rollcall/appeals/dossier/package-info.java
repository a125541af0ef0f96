/** Judges, from what is known, whether each step of the policy was followed that a decision rests on. Pure. */
@NullMarked
package org.rollcall.appeals.dossier;

import org.jspecify.annotations.NullMarked;
