/** A proxy that fails as networks, balancers and busy clusters do. */
@org.jspecify.annotations.NullMarked
package tollgate.shipper.faults;
