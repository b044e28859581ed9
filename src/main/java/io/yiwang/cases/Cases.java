package io.yiwang.cases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All cases of the city: what other modules may read of them and do to them. */
public interface Cases {

  Optional<CaseSummary> find(long id);

  Optional<CaseSummary> findByNumber(String number);

  /** The cases among these ids that exist, in no particular order. */
  List<CaseSummary> list(Collection<Long> ids);

  /**
   * The open cases that wait for this worker or that the worker is handling, at most 500, earliest
   * due first.
   */
  List<CaseSummary> listTasks(long workerId);

  /**
   * Cases that are with a unit while no worker could be found, some of them in no particular order;
   * not those whose worker was taken from them by hand.
   */
  List<CaseSummary> listUnmanned(int most);

  /** Number of open tasks of each worker who has any. */
  Map<Long, Integer> loads();

  /**
   * Sends a filed or returned case to a unit, and on to a worker if one is chosen. Throws if it may
   * not move so.
   */
  CaseSummary dispatch(long caseId, Dispatch choice);

  /**
   * Many dispatches in the caller's transaction (or one of its own) with batched statements; never
   * throws for one case.
   */
  List<Dispatch.Outcome> dispatchAll(List<Dispatch.Order> orders);

  /** Gives a case that is already with its unit to a worker, who may be another than before. */
  CaseSummary assign(long caseId, Dispatch choice);

  /** Gives cases that are with their unit and with no worker to workers. */
  List<Dispatch.Outcome> assignAll(List<Dispatch.Order> orders);

  /**
   * Gives up the worker of each case (he went off duty, say) so that the unit may assign another.
   */
  CaseSummary revokeAssignment(long caseId, String reason);
}
