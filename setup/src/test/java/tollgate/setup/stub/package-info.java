/** A stub of Kibana, for tests where the real one cannot be had. */
package tollgate.setup.stub;
