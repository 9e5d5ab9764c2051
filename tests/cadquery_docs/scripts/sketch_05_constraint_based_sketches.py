import cadquery as cq

result = (
    cq.Sketch()
    .segment((0,0), (0,3.),"s1")
    .arc((0.,3.), (1.5,1.5), (0.,0.),"a1")
    .constrain("s1","Fixed",None)
    .constrain("s1", "a1","Coincident",None)
    .constrain("a1", "s1","Coincident",None)
    .constrain("s1",'a1', "Angle", 45)
    .solve()
    .assemble()
)
