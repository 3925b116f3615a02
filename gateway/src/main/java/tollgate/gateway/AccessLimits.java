package tollgate.gateway;

import tollgate.access.limit.BudgetTable;
import tollgate.access.limit.LimitTable;

/** What is in force: by the settings, and by the configuration file where there is one. */
record AccessLimits(LimitTable rates, BudgetTable budgets) {}
