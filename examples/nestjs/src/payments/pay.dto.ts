import { IsInt, IsString } from 'class-validator'

export class Pay {
  @IsInt()
  readonly order!: number

  @IsString()
  readonly card!: string
}
