/** A column of a CardTable. `lead` names the row and heads its card; `act` holds buttons; `num` stands to the right. */
export interface CardColumn {
  /** Also the name of the slot that fills it. */
  readonly id: string;
  readonly label: string;
  readonly kind?: 'lead' | 'num' | 'act';
}
