package tollgate.pager.page;

import java.util.List;

/**
 * What a moment asks for.
 *
 * @param ledger what holds from now on
 * @param deliveries what is to be sent, in this order
 */
record Plan(Ledger ledger, List<Delivery> deliveries) {}
