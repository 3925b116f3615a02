/** Costs of indexed requests, worked out anew from their stored counts. {@link tollgate.reprice.Repricing} is where to begin. */
package tollgate.reprice;
