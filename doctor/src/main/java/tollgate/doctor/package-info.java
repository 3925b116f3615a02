/** Looks for what keeps Tollgate from working, and says what to do. */
package tollgate.doctor;
