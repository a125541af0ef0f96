/** Says what an e-mail may become, when it is tried again, and what a raise of the policy still has to tell. */
@NullMarked
package org.rollcall.notification.life;

import org.jspecify.annotations.NullMarked;
