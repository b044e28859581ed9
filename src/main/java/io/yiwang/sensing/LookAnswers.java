package io.yiwang.sensing;

/** Port: takes the word of a source that looked again. Implemented by the owner of cases. */
public interface LookAnswers {

  /** Said twice it counts once; what nobody waits for any more is forgotten. */
  void answer(LookAnswer answer);
}
