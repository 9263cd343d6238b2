/* What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this. */

#ifndef PARK_H
#define PARK_H

/* Makes something happen, and prints `what` with what the gate says to it. 0 if it could. */
int park_control(const char *what, const char *action, const char *body);

/* The time of this machine moved by `seconds`, as the platform writes it. */
void park_time(char text[20], long seconds);

#endif
