import { IsInt, IsString, Min } from 'class-validator'

export class CreateOrder {
  @IsString()
  readonly sku!: string

  @IsInt()
  @Min(1)
  readonly quantity!: number
}
